package io.cortado.cli.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The app that is packed.
 *
 * @param folder absolute, without links
 * @param json its package.json; an empty object where there is none
 */
public record App(Path folder, JsonNode json) {
  /** Its name as archives, images and clusters take one: small letters, digits and hyphens. */
  public String name() {
    String given = json.path("name").asText("");
    Path last = folder.getFileName();
    String text = given.isEmpty() ? String.valueOf(last == null ? "app" : last) : given;
    String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "app" : name;
  }

  /** Its version as a tag of an image takes one. */
  public String version() {
    String version = json.path("version").asText("").replaceAll("[^A-Za-z0-9_.-]", "-");
    return version.isEmpty() ? "0.0.0" : version;
  }
}
