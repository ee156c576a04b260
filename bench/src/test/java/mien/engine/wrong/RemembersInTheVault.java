package mien.engine.wrong;

import mien.vault.wrong.SeesTheEngine;

/** Breaks a rule of the house on purpose. */
public record RemembersInTheVault(SeesTheEngine vault) {}
