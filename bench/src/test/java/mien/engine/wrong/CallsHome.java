package mien.engine.wrong;

import java.net.Socket;

/** Breaks a rule of the house on purpose. */
public record CallsHome(Socket home) {}
