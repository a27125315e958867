package io.bertline.bert;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * Ints by position, in memory or mapped from a file. Of a mapped file the heap holds nothing: the
 * operating system keeps in memory what is read and what memory allows.
 *
 * @param chunks the ints, each chunk but the last of 2^{@code chunkBits} of them
 */
record IntColumn(IntBuffer[] chunks, int chunkBits, long size) {
  /** A chunk of a mapped file has 1 GiB; a mapping cannot have more than 2. */
  private static final int MAPPED_CHUNK_BITS = 28;

  /** One chunk for all: an array has fewer than 2^31 elements. */
  private static final int ONE_CHUNK_BITS = 31;

  /** Returns the first ints of an array, which is not copied. */
  static IntColumn of(int[] values, int size) {
    return new IntColumn(new IntBuffer[] {IntBuffer.wrap(values)}, ONE_CHUNK_BITS, size);
  }

  /** Maps a file of ints in native byte order. The mapping outlives the channel. */
  static IntColumn map(FileChannel file, long size) throws IOException {
    return map(file, size, MAPPED_CHUNK_BITS);
  }

  /** Maps a file in chunks of another size. */
  static IntColumn map(FileChannel file, long size, int chunkBits) throws IOException {
    long chunkSize = 1L << chunkBits;
    IntBuffer[] chunks = new IntBuffer[Math.toIntExact((size + chunkSize - 1) / chunkSize)];
    for (int i = 0; i < chunks.length; i++) {
      long start = i * chunkSize;
      long length = Math.min(chunkSize, size - start);
      chunks[i] =
          file.map(MapMode.READ_ONLY, start * Integer.BYTES, length * Integer.BYTES)
              .order(ByteOrder.nativeOrder())
              .asIntBuffer();
    }
    return new IntColumn(chunks, chunkBits, size);
  }

  /** Returns the int at a position, 0 to below {@link #size}. */
  int get(long position) {
    long mask = (1L << chunkBits) - 1;
    return chunks[(int) (position >>> chunkBits)].get((int) (position & mask));
  }
}
