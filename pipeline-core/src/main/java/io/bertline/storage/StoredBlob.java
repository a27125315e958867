package io.bertline.storage;

/**
 * What was written, measured while it was written.
 *
 * @param name path below the root of its store
 * @param size bytes
 * @param crc32c CRC-32C (Castagnoli) of the bytes, 0 to 2^32 - 1
 */
public record StoredBlob(String name, long size, long crc32c) {}
