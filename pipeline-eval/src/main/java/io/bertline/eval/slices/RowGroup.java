package io.bertline.eval.slices;

/**
 * Rows that have something in common.
 *
 * @param group what tells them from the other groups of their kind
 * @param name what they have in common
 * @param rows positions in the split, from 0
 */
record RowGroup(String group, String name, int[] rows) {}
