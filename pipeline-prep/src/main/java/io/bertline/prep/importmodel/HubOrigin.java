package io.bertline.prep.importmodel;

import io.bertline.artifact.InputReference;
import io.bertline.prep.hub.HubClient;
import io.bertline.prep.hub.HubSnapshot;
import io.bertline.prep.hub.ProgressSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model on a hub. A commit stands for its files, so nothing is downloaded to tell it. */
final class HubOrigin implements ModelOrigin, ModelFolder {
  private final HubClient client;
  private final HubSnapshot snapshot;
  private final Path scratch;
  private final ProgressSource progress;
  private int downloads;

  /**
   * @param scratch directory for downloads
   */
  HubOrigin(HubClient client, HubSnapshot snapshot, Path scratch, ProgressSource progress) {
    this.client = client;
    this.snapshot = snapshot;
    this.scratch = scratch;
    this.progress = progress;
  }

  @Override
  public Map<String, InputReference> references() {
    return Map.of("model", new InputReference(snapshot.uri(), null, snapshot.commit()));
  }

  @Override
  public SourceFiles fetch() {
    return new ModelLayout(this).find();
  }

  @Override
  public String uri(String name) {
    return snapshot.uri() + "/" + name;
  }

  @Override
  public boolean has(String name) {
    return snapshot.files().contains(name);
  }

  @Override
  public List<String> names() {
    return snapshot.files();
  }

  @Override
  public SourceFile fetch(String name) {
    Path target = scratch.resolve("download-" + downloads++);
    return SourceFile.of(uri(name), client.fetch(snapshot, name, target, progress));
  }
}
