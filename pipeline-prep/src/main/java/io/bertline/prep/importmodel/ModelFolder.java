package io.bertline.prep.importmodel;

import java.util.List;

/** A folder with the files of a model: on disk, in an archive, or on a hub. */
interface ModelFolder {
  /** Returns how messages and manifests name a file of the folder, whether there is one or not. */
  String uri(String name);

  /** Returns whether there is a file of this name; it may be a path with {@code /}. */
  boolean has(String name);

  /** Returns the files of the folder and of folders in it, at most some thousands. */
  List<String> names();

  /** Brings a file that is there to the local disk. */
  SourceFile fetch(String name);
}
