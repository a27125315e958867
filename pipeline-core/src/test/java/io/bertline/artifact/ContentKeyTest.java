package io.bertline.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentKeyTest {
  private static final InputReference DATASET =
      new InputReference("gs://bucket/datasets/k/a", "k".repeat(64), "ab12");

  @Test
  void theCanonicalFormIsFixed() {
    ContentKey key =
        new StepIdentity(
                "train",
                ArtifactType.CLASSIFIER,
                7,
                Map.of(
                    "learning-rate",
                    3e-5,
                    "epochs",
                    4L,
                    "precision",
                    "bf16",
                    "class-weights",
                    List.of(1.0, 12.5),
                    "seed",
                    42L),
                Map.of("learning-rate", 2e-5, "epochs", 3L, "precision", "auto", "seed", 42L),
                Map.of("dataset", DATASET))
            .key();
    assertThat(key.canonical())
        .isEqualTo(
            "{\"inputs\":{\"dataset\":\"ab12\"},\"logicVersion\":7,\"parameters\":"
                + "{\"class-weights\":[1.0,12.5],\"epochs\":4,\"learning-rate\":3.0E-5,"
                + "\"precision\":\"bf16\"},\"step\":\"train\"}");
    // printf %s '<canonical>' | sha256sum
    assertThat(key.value())
        .isEqualTo("639d0e92fd2882c121fadb183d2005c0588421818be6a5938163c0695a2a9937");
    assertThat(key.abbreviated()).hasSize(12);
  }

  @Test
  void twoSpellingsOfANumberAreOneKey() {
    assertThat(key("lr", Double.valueOf("3e-5"))).isEqualTo(key("lr", Double.valueOf("0.00003")));
    assertThat(key("lr", 3e-5f)).isEqualTo(key("lr", 3e-5));
    assertThat(key("n", 3)).isEqualTo(key("n", 3L));
    assertThat(key("n", List.of(1, 2))).isEqualTo(key("n", List.of(1L, 2L)));
  }

  @Test
  void aNumberIsNotItsText() {
    assertThat(key("n", 3L)).isNotEqualTo(key("n", "3"));
    assertThat(key("n", 3L)).isNotEqualTo(key("n", 3.0));
    assertThat(key("n", true)).isNotEqualTo(key("n", "true"));
  }

  @Test
  void aParameterWithItsDefaultDoesNotEnter() {
    assertThat(identity(Map.of("a", 1L, "b", 2), Map.of("b", 2L)).key())
        .isEqualTo(identity(Map.of("a", 1L), Map.of()).key());
    Map<String, @Nullable Object> unset = new HashMap<>();
    unset.put("a", 1L);
    unset.put("b", null);
    assertThat(identity(unset, Map.of()).key())
        .isEqualTo(identity(Map.of("a", 1L), Map.of()).key());
  }

  @Test
  void unsettingADefaultIsAnotherKey() {
    Map<String, @Nullable Object> unset = new HashMap<>();
    unset.put("a", null);
    assertThat(identity(unset, Map.of("a", "auto")).key())
        .isNotEqualTo(identity(Map.of("a", "auto"), Map.of("a", "auto")).key());
  }

  @Test
  void anInputCountsByItsDigestOnly() {
    InputReference moved = new InputReference("/elsewhere", null, "ab12");
    InputReference changed = new InputReference("gs://bucket/datasets/k/a", "k".repeat(64), "ab13");
    assertThat(withInput(moved)).isEqualTo(withInput(DATASET));
    assertThat(withInput(changed)).isNotEqualTo(withInput(DATASET));
  }

  @Test
  void listsOfTextKeepTheirOrder() {
    assertThat(key("labels", Arrays.asList("a", "b")))
        .isNotEqualTo(key("labels", Arrays.asList("b", "a")));
  }

  private static ContentKey withInput(InputReference input) {
    return new StepIdentity(
            "train", ArtifactType.CLASSIFIER, 1, Map.of(), Map.of(), Map.of("dataset", input))
        .key();
  }

  private static ContentKey key(String name, Object value) {
    return identity(Map.of(name, value), Map.of()).key();
  }

  private static StepIdentity identity(
      Map<String, @Nullable Object> parameters, Map<String, @Nullable Object> defaults) {
    return new StepIdentity("train", ArtifactType.CLASSIFIER, 1, parameters, defaults, Map.of());
  }
}
