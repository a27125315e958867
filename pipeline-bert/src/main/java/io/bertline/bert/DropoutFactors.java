package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Dropout factors, 0 or 1 / (1 - rate), as a pure function of a seed.
 *
 * <p>They are made here and not by PyTorch because a step must be repeatable on its own after a
 * restart, and because it takes a fifth of the time of {@code bernoulli_}: each 64-bit draw decides
 * four elements by 16 bits each and becomes the bit patterns of four bfloat16 numbers.
 *
 * <p>The rate moves to the nearest one whose factor is a bfloat16, or kept values would be scaled
 * wrongly: 0.1 becomes 0.0986.
 */
final class DropoutFactors {
  private static final int LANES = 4;
  private static final long EACH_LANE = 0x0001_0001_0001_0001L;
  private static final long TOP_BITS = EACH_LANE << 15;

  private final long factorBits;
  private final int threshold;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  /**
   * @param rate share of elements to drop, from 0 to below 1; 0 drops nothing, at no cost
   */
  DropoutFactors(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate " + rate + " is not in [0, 1)");
    }
    // A bfloat16 is the upper half of a float; adding half of what is cut off rounds to nearest.
    int bits = (Float.floatToIntBits((float) (1 / (1 - rate))) + 0x8000) >>> 16;
    factorBits = bits;
    double exactRate = 1 - 1 / (double) Float.intBitsToFloat(bits << 16);
    threshold = (int) Math.min(0xFFFF, Math.round(exactRate * (1 << 16)));
  }

  /** Returns the share of elements really dropped. */
  double rate() {
    return threshold / (double) (1 << 16);
  }

  /**
   * Returns at least {@code count} factors as the program takes them: bfloat16 bit patterns, four
   * in an int64. The memory is reused by the next call.
   *
   * @param seed decides every bit of them
   * @throws BertlineException {@code OUT_OF_RESOURCES} if they need 2 GiB or more
   */
  NDArray create(NDManager manager, long count, long seed) {
    long words = threshold == 0 ? 0 : (count + LANES - 1) / LANES;
    if (words > Integer.MAX_VALUE / Long.BYTES) {
      throw new BertlineException(
          FailureKind.OUT_OF_RESOURCES,
          "dropout decides about %d numbers of a batch, at most 2^30 are possible"
              .formatted(count));
    }
    int bytes = (int) words * Long.BYTES;
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    buffer.clear().limit(bytes);
    fill(buffer.asLongBuffer(), seed);
    return manager.create(buffer, new Shape(words), DataType.INT64);
  }

  /**
   * Keeps a lane when its 16 bits are at least the threshold. Adding (0x8000 - low 15 bits of the
   * threshold) to the low 15 bits of every lane carries into its top bit exactly when they are at
   * least those of the threshold, and never beyond the lane.
   */
  private void fill(LongBuffer words, long seed) {
    long complement = TOP_BITS - (threshold & 0x7FFF) * EACH_LANE;
    boolean thresholdHasTopBit = threshold >= 0x8000;
    long state = seed;
    for (int i = 0; i < words.limit(); i++) {
      state += SplitMix.GAMMA;
      long draw = SplitMix.mix(state);
      long carry = (draw & ~TOP_BITS) + complement;
      long kept = (thresholdHasTopBit ? draw & carry : draw | carry) & TOP_BITS;
      words.put(i, (kept >>> 15) * factorBits);
    }
  }
}
