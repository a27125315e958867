package io.bertline.cli;

import io.bertline.artifact.InputReference;
import io.bertline.artifact.Manifest;
import io.bertline.artifact.StepIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells why an artifact to be has another key than one that exists. */
final class KeyDifference {
  private KeyDifference() {}

  /** Returns a line for each part of the key that differs, old value first. */
  static List<String> lines(Manifest old, StepIdentity identity) {
    List<String> lines = new ArrayList<>();
    if (!old.step().equals(identity.step())) {
      lines.add("step: " + old.step() + " -> " + identity.step());
    }
    if (old.logicVersion() != identity.logicVersion()) {
      lines.add("logic version: " + old.logicVersion() + " -> " + identity.logicVersion());
    }
    // A parameter younger than the artifact had its default in effect then.
    Map<String, @Nullable Object> before = new TreeMap<>(identity.defaults());
    before.putAll(old.parameters());
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(identity.parameters().keySet());
    for (String name : names) {
      Object from = Parameters.typed(before.get(name));
      Object to = Parameters.typed(identity.parameters().get(name));
      if (!Objects.equals(from, to)) {
        lines.add("--" + name + ": " + from + " -> " + to);
      }
    }
    TreeSet<String> roles = new TreeSet<>(old.inputs().keySet());
    roles.addAll(identity.inputs().keySet());
    for (String role : roles) {
      InputReference from = old.inputs().get(role);
      InputReference to = identity.inputs().get(role);
      if (from == null || to == null || !from.digest().equals(to.digest())) {
        lines.add("input " + role + ": " + described(from) + " -> " + described(to));
      }
    }
    return lines;
  }

  private static String described(@Nullable InputReference input) {
    if (input == null) {
      return "none";
    }
    String digest = input.digest();
    return input.uri() + " (" + digest.substring(0, Math.min(digest.length(), 24)) + ")";
  }
}
