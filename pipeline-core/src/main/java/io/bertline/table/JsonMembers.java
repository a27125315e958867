package io.bertline.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the names of members of JSON objects that hold one value, as they appear. */
final class JsonMembers {
  /** More than a table has columns; a hostile one could have thousands in each line. */
  private static final int MOST = 1000;

  private final Set<String> names = new LinkedHashSet<>();

  /** Adds the members of the object on a line; a line that is malformed ends early. */
  void add(byte[] bytes, int from, int to) {
    try (JsonParser parser = JsonReader.JSON.createParser(bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (value.isStructStart()) {
          parser.skipChildren();
        } else if (value != JsonToken.VALUE_NULL && names.size() < MOST) {
          names.add(name);
        }
      }
    } catch (IOException e) {
      // The row will be a dead letter; here it only has no further names.
    }
  }

  List<String> names() {
    return List.copyOf(names);
  }
}
