package io.bertline.storage;

/**
 * A blob as it was found.
 *
 * @param name path below the root of its store, segments separated by {@code /}
 * @param size bytes
 * @param version what changes whenever the content does: the generation in Cloud Storage, size and
 *     modification time of a local file. A read of this blob fails when the version has changed.
 */
public record BlobInfo(String name, long size, String version) {}
