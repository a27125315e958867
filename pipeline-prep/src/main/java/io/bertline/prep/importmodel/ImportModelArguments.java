package io.bertline.prep.importmodel;

/**
 * What to import.
 *
 * @param source where the pretrained model is
 */
record ImportModelArguments(ModelSource source) {

  /**
   * Checks the option.
   *
   * @throws io.bertline.failure.BertlineException {@code USAGE} if the source is of a kind that is
   *     not accepted
   */
  static ImportModelArguments of(String from) {
    return new ImportModelArguments(ModelSource.parse(from));
  }
}
