package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.node.test.TestReporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What reporters write of files of tests; Node 22 writes the same but for the frames of its own. */
class TestRunTest {
  private static final String TESTS = """
      const { test, describe, it, beforeEach, afterEach, before, after } = require('node:test');
      const assert = require('node:assert');
      test('passes', (t) => t.diagnostic('noted'));
      test('fails', () => { assert.strictEqual(1, 2); });
      test('is skipped', { skip: 'for now' }, () => {});
      test.todo('is to be done');
      describe('suite', () => {
        it('inner', (t, done) => setImmediate(done));
        it('throws', async () => { throw new Error('no'); });
      });
      test('late', (t) => { t.test('sub', () => new Promise((resolve) => setTimeout(resolve, 20))); });
      """;

  @TempDir private Path folder;

  private String run(String reporter, boolean passes, List<String> options, Path... files) throws Exception {
    StringBuilder written = new StringBuilder();
    CortadoOptions app = new CortadoOptions(folder.resolve("test"), List.of(), Map.of(), folder, false, options, false);
    TestReporter of = Objects.requireNonNull(TestReporter.of(reporter, folder));
    assertThat(TestRun.run(app, List.of(files), 1, List.of(new TestRun.Output(of, written)))).isEqualTo(passes);
    return written.toString().replaceAll("duration_ms:? [0-9.]+", "duration_ms").replaceAll("\\([0-9.]+ms\\)", "(ms)")
        .replaceAll("time=\"[0-9.]+\"", "time").replace(folder.toString(), "").replaceAll("(?m)^ +at AsyncContext.*\n?", "");
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void writesTap() throws Exception {
    assertThat(run("tap", false, List.of(), file("a.test.js", TESTS))).startsWith("""
        TAP version 13
        # Subtest: passes
        ok 1 - passes
          ---
          duration_ms
          type: 'test'
          ...
        # noted
        # Subtest: fails
        not ok 2 - fails
          ---
          duration_ms
          type: 'test'
          location: '/a.test.js:4:1'
          failureType: 'testCodeFailure'
          error: |-
            Expected values to be strictly equal:
           \s
            1 !== 2
           \s
          code: 'ERR_ASSERTION'
          name: 'AssertionError'
          expected: 2
          actual: 1
          operator: 'strictEqual'
          stack: |-
            TestContext.<anonymous> (/a.test.js:4:30)
          ...
        # Subtest: is skipped
        ok 3 - is skipped # SKIP for now
        """).contains("""
        # Subtest: suite
            # Subtest: inner
            ok 1 - inner
              ---
              duration_ms
              type: 'test'
              ...
            # Subtest: throws
            not ok 2 - throws
        """, """
              failureType: 'cancelledByParent'
              error: 'test did not finish before its parent and was cancelled'
        """).endsWith("""
        1..6
        # tests 8
        # suites 1
        # pass 2
        # fail 3
        # cancelled 1
        # skipped 1
        # todo 1
        # duration_ms
        """);
  }

  @Test
  void writesATreeForPeople() throws Exception {
    assertThat(run("spec", false, List.of(), file("a.test.js", TESTS)))
        .startsWith("✔ passes (ms)\nℹ noted\n✖ fails (ms)\n﹣ is skipped (ms) # for now\n✔ is to be done (ms) # TODO\n▶ suite\n")
        .contains("  ✔ inner (ms)\n  ✖ throws (ms)\n✖ suite (ms)\n▶ late\n  ✖ sub (ms)\n✖ late (ms)\nℹ tests 8\n")
        .contains("\n✖ failing tests:\n\ntest at a.test.js:4:1\n✖ fails (ms)\n  AssertionError [ERR_ASSERTION]: Expected values");
  }

  @Test
  void writesDotsAndXml() throws Exception {
    Path file = file("a.test.js", TESTS);
    assertThat(run("dot", false, List.of(), file)).startsWith(".X...XXXX\n\nFailed tests:\n\n");
    assertThat(run("junit", false, List.of(), file))
        .startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites>\n\t<testcase name=\"passes\" time classname=\"test\"/>\n")
        .contains("<testsuite name=\"suite\" time disabled=\"0\" errors=\"0\" tests=\"2\" failures=\"1\" skipped=\"0\"")
        .endsWith("</testsuites>\n");
  }

  @Test
  void runsHooksInNodesOrder() throws Exception {
    Path file = file("hooks.test.js", """
        const { test, describe, it, beforeEach, afterEach, before, after } = require('node:test');
        const seen = [];
        before(() => seen.push('B')); beforeEach(() => seen.push('BE')); afterEach(() => seen.push('AE'));
        describe('s', () => {
          before(() => seen.push('sB')); after(() => seen.push('sA')); beforeEach(() => seen.push('sBE')); afterEach(() => seen.push('sAE'));
          it('x', (t) => { t.after(() => seen.push('tA')); seen.push('x'); });
        });
        after(() => console.log(seen.join()));
        """);
    assertThat(run("tap", true, List.of(), file)).contains("# B,sB,BE,sBE,x,sAE,AE,tA,sA\n");
  }

  @Test
  @Timeout(60)
  void runsTheLastHooksThoughTheLoopHasNotEnded() throws Exception {
    String written = run("tap", true, List.of(), file("a.test.js", """
        const { after, before, test } = require('node:test');
        const server = require('node:http').createServer();
        before(() => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)));
        after(() => server.close());
        test('has a server', () => require('node:assert').ok(server.listening));
        """));
    assertThat(written).contains("# pass 1\n# fail 0\n");
  }

  @Test
  void runsWhatIsNamedAndWhatIsMarked() throws Exception {
    Path file = file("some.test.js", """
        const test = require('node:test');
        test('one', { only: true }, () => {});
        test('two', () => { throw new Error('two'); });
        """);
    assertThat(run("tap", true, List.of("--test-name-pattern=o.e"), file)).contains("ok 1 - one", "1..1").doesNotContain("two");
    assertThat(run("tap", true, List.of("--test-only"), file)).contains("ok 1 - one", "1..1").doesNotContain("two");
    assertThat(run("tap", true, List.of("--test-skip-pattern", "two"), file)).contains("1..1");
    assertThat(run("tap", false, List.of(), file)).contains("1..2");
  }

  @Test
  void takesAFileForATestByItself() throws Exception {
    Path script = file("script.js", "console.log('said'); console.error('and complained')");
    Path broken = file("broken.js", "throw new Error('broken')");
    assertThat(run("tap", false, List.of(), script, broken))
        .contains("# said\n", "# and complained\n", "# Subtest: script.js\nok 1 - script.js\n", "# Error: broken\n")
        .contains("not ok 2 - broken.js\n", "  exitCode: 1\n  signal: ~\n  error: 'test failed'\n", "# tests 2\n");
  }

  @Test
  void failsTheTestThatHasLeftAnErrorBehind() throws Exception {
    Path file = file("late.test.js", """
        const test = require('node:test');
        test('uncaught', (t, done) => { setTimeout(() => { throw new Error('later'); }, 1); });
        test('rejected', async () => { Promise.reject(new Error('alone')); await new Promise((resolve) => setTimeout(resolve, 30)); });
        test('callback and promise', async (t, done) => {});
        test('for ever', { timeout: 5 }, () => new Promise(() => {}));
        test('pending', () => new Promise(() => {}));
        """);
    assertThat(run("tap", false, List.of(), file))
        .contains("failureType: 'uncaughtException'\n  error: 'later'", "failureType: 'unhandledRejection'\n  error: 'alone'")
        .contains("failureType: 'callbackAndPromisePresent'", "error: 'test timed out after 5ms'")
        .contains("error: 'Promise resolution is still pending but the event loop has already resolved'");
  }

  @Test
  void mocksFunctionsMethodsAndClocks() throws Exception {
    Path file = file("mock.test.js", """
        const { test, mock } = require('node:test');
        const assert = require('node:assert');
        test('functions', (t) => {
          const f = t.mock.fn((a) => a + 1);
          assert.equal(f(1), 2);
          assert.deepEqual(f.mock.calls[0].arguments, [1]);
          f.mock.mockImplementationOnce(() => 'once');
          assert.deepEqual([f(1), f(1), f.mock.callCount()], ['once', 2, 3]);
          const limited = mock.fn(() => 'original', () => 'mocked', { times: 1 });
          assert.deepEqual([limited(), limited()], ['mocked', 'original']);
        });
        const shop = { price: () => 5 };
        test('methods until the test ends', (t) => {
          t.mock.method(shop, 'price', () => 1);
          assert.equal(shop.price(), 1);
        });
        test('clocks', (t) => {
          assert.equal(shop.price(), 5);
          t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1000 });
          const seen = [];
          setTimeout(() => seen.push(Date.now()), 100);
          t.mock.timers.tick(99);
          assert.deepEqual(seen, []);
          t.mock.timers.tick(1);
          assert.deepEqual(seen, [1100]);
        });
        """);
    assertThat(run("tap", true, List.of(), file)).contains("# pass 3\n", "# fail 0\n");
  }
}
