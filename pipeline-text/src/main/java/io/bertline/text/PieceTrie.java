package io.bertline.text;

import java.util.Arrays;

/**
 * The ASCII tokens of a WordPiece vocabulary as two tries in one table: below {@link #WORD_START}
 * the tokens that begin a word, below {@link #CONTINUATION} those that go on, without their prefix.
 * An edge is an entry of an open-addressing hash table; BERT's 30,522 tokens take 1.5 MB, which
 * stays in a core's cache. Immutable once built, so several threads may share it.
 */
final class PieceTrie {
  static final int WORD_START = 0;
  static final int CONTINUATION = 1;
  static final int NONE = -1;

  private static final int CHARACTER_BITS = 7;
  private static final int EMPTY = -1;

  /** Ten times what the largest BERT vocabulary, of 500,000 tokens, needs. */
  private static final int MAX_NODES = 1 << 22;

  private int[] keys = new int[1 << 10];
  private int[] nodes = new int[1 << 10];
  private int[] tokens = new int[1 << 9];
  private int edges;
  private int nodeCount = 2;

  PieceTrie() {
    Arrays.fill(keys, EMPTY);
    Arrays.fill(tokens, NONE);
  }

  /**
   * Adds a token below a root.
   *
   * @param piece ASCII, without prefix
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

  /**
   * Returns the node one character below another, or {@link #NONE}.
   *
   * @param character below 128
   */
  int child(int node, int character) {
    int key = node << CHARACTER_BITS | character;
    int mask = keys.length - 1;
    for (int slot = slot(key, mask); ; slot = slot + 1 & mask) {
      int found = keys[slot];
      if (found == key) {
        return nodes[slot];
      }
      if (found == EMPTY) {
        return NONE;
      }
    }
  }

  /** Returns the id of the token that ends at a node, or {@link #NONE}. */
  int token(int node) {
    return tokens[node];
  }

  private int addEdge(int node, int character) {
    if (nodeCount == MAX_NODES) {
      throw new IllegalArgumentException(
          "has a vocabulary with more than " + MAX_NODES + " characters");
    }
    if (2 * (edges + 1) > keys.length) {
      grow();
    }
    if (nodeCount == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * nodeCount);
      Arrays.fill(tokens, nodeCount, tokens.length, NONE);
    }
    put(node << CHARACTER_BITS | character, nodeCount);
    edges++;
    return nodeCount++;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldNodes = nodes;
    keys = new int[2 * oldKeys.length];
    nodes = new int[keys.length];
    Arrays.fill(keys, EMPTY);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        put(oldKeys[i], oldNodes[i]);
      }
    }
  }

  private void put(int key, int node) {
    int mask = keys.length - 1;
    int slot = slot(key, mask);
    while (keys[slot] != EMPTY) {
      slot = slot + 1 & mask;
    }
    keys[slot] = key;
    nodes[slot] = node;
  }

  /** Spreads keys by the golden ratio (Knuth, The Art of Computer Programming 3, section 6.4). */
  private static int slot(int key, int mask) {
    int product = key * 0x9E3779B9;
    return (product ^ product >>> 15) & mask;
  }
}
