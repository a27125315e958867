package io.bertline.text;

import java.util.Arrays;

/**
 * The tokens of a WordPiece vocabulary as two tries in one table: below {@link #WORD_START} the
 * tokens that begin a word, below {@link #CONTINUATION} those that go on, without their prefix. An
 * edge is one entry of an open-addressing hash table, so that a step is one access to memory;
 * BERT's 30,522 tokens take 2 MB. Immutable once built, so several threads may share it.
 */
final class PieceTrie {
  static final int WORD_START = 0;
  static final int CONTINUATION = 1;
  static final int NONE = -1;

  /** Ten times what the largest BERT vocabulary, of 500,000 tokens, needs. */
  private static final int NODE_BITS = 22;

  private static final long NODE_MASK = (1L << NODE_BITS) - 1;
  private static final long EMPTY = -1;

  /** Node and character above, the node below them in the lower bits. */
  private long[] edges = new long[1 << 10];

  private int[] tokens = new int[1 << 9];
  private int edgeCount;
  private int nodeCount = 2;

  PieceTrie() {
    Arrays.fill(edges, EMPTY);
    Arrays.fill(tokens, NONE);
  }

  /**
   * Adds a token below a root.
   *
   * @param piece without prefix
   * @throws IllegalArgumentException if the tokens together are too long
   */
  void add(int root, String piece, int id) {
    int node = root;
    for (int i = 0; i < piece.length(); i++) {
      int child = child(node, piece.charAt(i));
      node = child == NONE ? addEdge(node, piece.charAt(i)) : child;
    }
    tokens[node] = id;
  }

  /** Returns the node one character below another, or {@link #NONE}. */
  int child(int node, char character) {
    long key = key(node, character);
    int mask = edges.length - 1;
    for (int slot = slot(key, mask); ; slot = slot + 1 & mask) {
      long edge = edges[slot];
      if (edge >> NODE_BITS == key) {
        return (int) (edge & NODE_MASK);
      }
      if (edge == EMPTY) {
        return NONE;
      }
    }
  }

  /** Returns the id of the token that ends at a node, or {@link #NONE}. */
  int token(int node) {
    return tokens[node];
  }

  private static long key(int node, char character) {
    return (long) node << Character.SIZE | character;
  }

  private int addEdge(int node, char character) {
    if (nodeCount == 1 << NODE_BITS) {
      throw new IllegalArgumentException(
          "has a vocabulary with more than " + nodeCount + " characters");
    }
    if (2 * (edgeCount + 1) > edges.length) {
      grow();
    }
    if (nodeCount == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * nodeCount);
      Arrays.fill(tokens, nodeCount, tokens.length, NONE);
    }
    put(key(node, character) << NODE_BITS | nodeCount);
    edgeCount++;
    return nodeCount++;
  }

  private void grow() {
    long[] old = edges;
    edges = new long[2 * old.length];
    Arrays.fill(edges, EMPTY);
    for (long edge : old) {
      if (edge != EMPTY) {
        put(edge);
      }
    }
  }

  private void put(long edge) {
    int mask = edges.length - 1;
    int slot = slot(edge >> NODE_BITS, mask);
    while (edges[slot] != EMPTY) {
      slot = slot + 1 & mask;
    }
    edges[slot] = edge;
  }

  /** Spreads keys by the golden ratio (Knuth, The Art of Computer Programming 3, section 6.4). */
  private static int slot(long key, int mask) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
  }
}
