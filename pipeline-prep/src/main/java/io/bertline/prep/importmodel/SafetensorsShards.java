package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.safetensors.SafetensorsIndex;
import io.bertline.safetensors.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Open safetensors files, and which tensor is in which. */
final class SafetensorsShards implements AutoCloseable {
  private final Map<String, SafetensorsFile> shardOf = new LinkedHashMap<>();
  private final List<SafetensorsFile> files = new ArrayList<>();
  private final Map<SafetensorsFile, String> uris = new HashMap<>();

  private SafetensorsShards() {}

  /** Returns the tensors of a single file. */
  static SafetensorsShards of(String uri, SafetensorsFile file) {
    SafetensorsShards shards = new SafetensorsShards();
    shards.add(uri, file);
    file.tensors().forEach(tensor -> shards.shardOf.put(tensor.name(), file));
    return shards;
  }

  /**
   * Opens all files of an index.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if one is damaged or lacks a tensor that the
   *     index promises
   */
  static SafetensorsShards open(SourceFile index, Map<String, SourceFile> sources) {
    SafetensorsIndex map =
        SafetensorsIndex.parse(
            index.read(WeightFiles.ShardedSafetensors.MAX_INDEX_BYTES), index.uri());
    SafetensorsShards shards = new SafetensorsShards();
    try {
      Map<String, SafetensorsFile> opened = new HashMap<>();
      for (String name : map.files()) {
        SourceFile source = Objects.requireNonNull(sources.get(name), name);
        opened.put(name, shards.add(source.uri(), SafetensorsFile.open(source.path())));
      }
      map.shards()
          .forEach(
              (tensor, name) ->
                  shards.put(index, tensor, Objects.requireNonNull(opened.get(name))));
      return shards;
    } catch (RuntimeException e) {
      shards.close();
      throw e;
    }
  }

  private SafetensorsFile add(String uri, SafetensorsFile file) {
    files.add(file);
    uris.put(file, uri);
    return file;
  }

  private void put(SourceFile index, String tensor, SafetensorsFile file) {
    if (!file.contains(tensor)) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s: has no tensor %s, which %s says it has; get both again"
              .formatted(uris.get(file), tensor, index.uri()));
    }
    shardOf.put(tensor, file);
  }

  /** Returns whether there is a tensor of this name. */
  boolean contains(String tensor) {
    return shardOf.containsKey(tensor);
  }

  /** Returns the file with a tensor that is there. */
  SafetensorsFile fileOf(String tensor) {
    return Objects.requireNonNull(shardOf.get(tensor), tensor);
  }

  /** Returns how messages name the file with a tensor that is there. */
  String uriOf(String tensor) {
    return Objects.requireNonNull(uris.get(fileOf(tensor)), tensor);
  }

  /** Returns a tensor that is there. */
  TensorSpec tensor(String name) {
    return fileOf(name).tensor(name);
  }

  @Override
  public void close() {
    files.forEach(SafetensorsFile::close);
  }
}
