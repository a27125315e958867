package io.bertline.prep.importmodel;

import java.util.List;

/** The root of the class path, for a model in a jar of resources. */
record ClassPathFolder(Extraction extraction) implements ModelFolder {
  @Override
  public String uri(String name) {
    return ModelSource.EMBEDDED + "/" + name;
  }

  @Override
  public boolean has(String name) {
    return ClassPathFolder.class.getResource("/" + name) != null;
  }

  @Override
  public List<String> names() {
    return List.of();
  }

  @Override
  public SourceFile fetch(String name) {
    return extraction.resource(name);
  }
}
