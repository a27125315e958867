package io.bertline.safetensors;

import java.util.Map;

/**
 * The safetensors format, version of 2023, <a
 * href="https://github.com/huggingface/safetensors#format">github.com/huggingface/safetensors</a>.
 *
 * <pre>
 * bytes 0 to 7      N, the length of the header: unsigned 64 bit, little-endian
 * bytes 8 to 8+N-1  the header: JSON in UTF-8 that starts with '{'; may be padded with blanks
 *                   {"__metadata__": {"format": "pt"},
 *                    "NAME": {"dtype": "F32", "shape": [2, 3], "data_offsets": [BEGIN, END]}, ...}
 * the rest          the values: row-major, little-endian; offsets count from here
 * </pre>
 *
 * <p>Names are unique. The values of all tensors together cover the rest of the file without hole
 * or overlap, so nothing can hide in it.
 */
public final class SafetensorsFormat {
  /** Metadata of a file that PyTorch's loaders accept; transformers insists on it. */
  public static final Map<String, String> PYTORCH = Map.of("format", "pt");

  static final int LENGTH_BYTES = 8;

  /**
   * Longest header read. The reference implementation allows 100 MB; the header of a BERT-large
   * checkpoint with its Adam moments has 0.2 MB, and a parsed header costs several times its size.
   */
  static final int MAX_HEADER_BYTES = 16 << 20;

  /** The header is padded to a multiple of this, which aligns the first tensor for any type. */
  static final int ALIGNMENT = 8;

  static final String METADATA = "__metadata__";
  static final String DTYPE = "dtype";
  static final String SHAPE = "shape";
  static final String DATA_OFFSETS = "data_offsets";

  private SafetensorsFormat() {}
}
