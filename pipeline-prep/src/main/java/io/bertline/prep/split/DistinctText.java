package io.bertline.prep.split;

import io.bertline.dataset.TextHash;

/**
 * A row with a text that no other kept row has.
 *
 * @param hash its text
 * @param label index of its label
 * @param range index of its range
 * @param row index of the row in the range
 * @param place its place in the seeded order, unsigned
 */
record DistinctText(TextHash hash, int label, int range, int row, long place)
    implements Comparable<DistinctText> {
  @Override
  public int compareTo(DistinctText other) {
    int byPlace = Long.compareUnsigned(place, other.place);
    return byPlace != 0 ? byPlace : hash.compareTo(other.hash);
  }
}
