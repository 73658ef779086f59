package io.cortado.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.module.Requests.Request;
import org.junit.jupiter.api.Test;

class RequestsTest {
  @Test
  void findsEachWayToAskForAModule() {
    Requests requests = Requests.of("""
        #!/usr/bin/env node
        const a = require('a'); // require('comment')
        import b, { c } from "b";
        import 'c';
        export * from 'd';
        const text = "require('string')";
        require(text);
        function later() { return import('e'); }
        try { require('f'); } catch {}
        if (text) { require('g'); }
        x.require('method'); const from = 'h';
        """);
    assertThat(requests.all())
        .containsExactly(
            new Request("a", 2, false, false), new Request("b", 3, true, false), new Request("c", 4, true, false),
            new Request("d", 5, true, false), new Request("e", 8, true, true), new Request("f", 9, false, true),
            new Request("g", 10, false, false));
    assertThat(requests.computed()).containsExactly(7);
  }

  @Test
  void findsWhatIsTakenOfAModule() {
    Requests requests = Requests.of("""
        const cluster = require('node:cluster');
        const { Worker, parentPort } = require('worker_threads');
        import { fork } from 'child_process';
        cluster.fork();
        other.fork();
        new (require('cluster').Worker)();
        """);
    assertThat(requests.uses("cluster", "fork")).containsExactly(4);
    assertThat(requests.uses("cluster", "Worker")).containsExactly(6);
    assertThat(requests.uses("worker_threads", "Worker")).containsExactly(2);
    assertThat(requests.uses("child_process", "fork")).containsExactly(3);
  }
}
