package io.bertline.eval.gate;

/**
 * What a figure is compared with.
 *
 * @param number a number, or what is added to the champion's figure
 * @param champion whether the champion's figure counts
 */
record Bound(double number, boolean champion) {}
