package mien.engine.model;

import mien.engine.image.Normalization;

/**
 * What a network takes.
 *
 * @param width columns; 0 where the graph leaves it free
 * @param height rows; 0 where the graph leaves it free
 * @param normalization color order, means and divisor
 */
public record ModelInput(int width, int height, Normalization normalization) {}
