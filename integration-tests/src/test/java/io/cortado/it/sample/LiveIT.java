package io.cortado.it.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.it.support.EventSource;
import io.cortado.it.support.SampleApp;
import io.cortado.it.support.WithSampleApp;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What open pages are told of bookmarks that others save. */
@ExtendWith(WithSampleApp.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LiveIT {
  private final SampleApp app;
  private final Visitor owner;

  LiveIT(SampleApp app) {
    this.app = app;
    this.owner = Visitor.signedUp(app);
  }

  private EventSource listen(Map<String, String> headers) {
    return EventSource.open(app.uri() + "/live?by=" + owner.name(), headers);
  }

  private String saved(String title) {
    String path = owner.add("https://example.com/" + title, title, "live");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Test
  void a_bookmark_is_told_when_it_is_saved_changed_and_deleted() {
    try (EventSource events = listen(Map.of())) {
      String id = saved("first");
      EventSource.Event added = events.next();
      assertThat(added.name()).isEqualTo("added");
      assertThat(added.data()).contains("\"id\":\"" + id + "\"").contains("<article class=\\\"card\\\"").contains(">first</a>");

      owner.send("/bookmarks/" + id + "/edit",
          Map.of("url", "https://example.com/first", "title", "<i>second</i>", "description", "", "tags", ""));
      EventSource.Event changed = events.next();
      assertThat(changed.name()).isEqualTo("changed");
      assertThat(changed.data()).contains("&lt;i&gt;second&lt;/i&gt;</a>");

      owner.send("/bookmarks/" + id + "/delete", Map.of());
      EventSource.Event removed = events.next();
      assertThat(removed.name()).isEqualTo("removed");
      assertThat(removed.data()).isEqualTo("{\"id\":\"" + id + "\"}");
    }
  }

  @Test
  void nothing_is_told_that_the_page_would_not_show() {
    try (EventSource events = listen(Map.of())) {
      Visitor.signedUp(app).add("https://example.com/other", "of somebody else", "");
      saved("own");
      EventSource.Event event = events.next();
      assertThat(event.data()).contains(">own</a>");
      String ownerId = "\"owner\"";
      assertThat(event.data()).doesNotContain("password").doesNotContain("version").doesNotContain(ownerId).doesNotContain("/edit");
    }
  }

  @Test
  void a_browser_that_was_away_gets_what_it_has_missed() {
    String last;
    try (EventSource events = listen(Map.of())) {
      saved("seen");
      last = events.next().id();
    }
    saved("missed");
    saved("missed-too");
    try (EventSource events = listen(Map.of("Last-Event-ID", last))) {
      assertThat(events.next().data()).contains(">missed</a>");
      saved("new");
      assertThat(events.next().data()).contains(">missed-too</a>");
      assertThat(events.next().data()).contains(">new</a>");
    }
  }

  @Test
  void a_browser_that_nobody_knows_is_told_so_and_goes_on() {
    for (String token : new String[] {"abcd", "x'", "{\"$gt\":0}"}) {
      try (EventSource events = listen(Map.of("Last-Event-ID", token))) {
        assertThat(events.next().name()).as("for %s", token).isEqualTo("lost");
      }
    }
  }

  @Test
  void events_take_no_message_away_from_the_next_page() {
    Response signedIn = owner.send("/sign-in", Map.of("name", owner.name(), "password", Visitor.PASSWORD));
    try (EventSource events = listen(Map.of("Cookie", "sid=" + signedIn.cookie("sid")))) {
      assertThat(owner.get("/").asString()).contains("Welcome back, " + owner.name());
      saved("own");
      assertThat(events.next().data()).as("for its owner").contains("/edit");
    }
  }
}
