package io.bertline.prep.pipeline;

import java.io.Serializable;

/**
 * A file that a worker wrote.
 *
 * @param path name below the folder of the dataset
 * @param size bytes
 * @param crc32c CRC-32C of the bytes, 0 to 2^32 - 1
 * @param records how many records it has
 */
public record DataFile(String path, long size, long crc32c, long records) implements Serializable {}
