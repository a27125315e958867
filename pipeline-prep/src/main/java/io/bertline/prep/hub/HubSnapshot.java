package io.bertline.prep.hub;

import java.util.List;

/**
 * The files of a model at a commit.
 *
 * @param repository name of the repository
 * @param commit 40 hexadecimal digits, which stand for exactly these files
 * @param files paths in the repository
 */
public record HubSnapshot(String repository, String commit, List<String> files) {
  public HubSnapshot {
    files = List.copyOf(files);
  }

  /** Returns how messages and manifests name the model. */
  public String uri() {
    return HubModel.SCHEME + repository + "@" + commit;
  }
}
