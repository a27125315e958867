package io.bertline.prep.importmodel;

import io.bertline.artifact.InputReference;
import java.util.Map;

/** A pretrained model that was found, and may still be elsewhere. */
interface ModelOrigin {
  /** Returns what the model is told by: part of the key of what is made from it. */
  Map<String, InputReference> references();

  /** Brings the files to the local disk. */
  SourceFiles fetch();

  /** Returns the origin of files that are here, told by their content. */
  static ModelOrigin of(SourceFiles files) {
    return new ModelOrigin() {
      @Override
      public Map<String, InputReference> references() {
        return files.references();
      }

      @Override
      public SourceFiles fetch() {
        return files;
      }
    };
  }
}
