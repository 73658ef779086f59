package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartScriptTest {
  private static final Path FOLDER = Path.of("/app");
  private static final Map<String, String> OTHERS = Map.of("serve", "X=1 node served.js", "loop", "npm run loop");

  private static StartScript.@Nullable Run read(String start) throws AppPathException {
    return StartScript.read(FOLDER, (folder, name) -> name.equals("start") && folder.equals(FOLDER) ? start
        : name.equals("start") ? "node in-" + folder.getFileName() : OTHERS.get(name), Map.of("PORT", "80", "EMPTY", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          node ./bin/www                                            => ./bin/www
          node server                                               => server
          node .                                                    => .
          node src/index.js --port 3000                             => src/index.js --port 3000
          NODE_ENV=production node dist/main                        => NODE_ENV=production dist/main
          A=1 B="x y" node 'my app.js' "a b" c\\ d                   => A=1 B=x y my app.js a b c d
          cross-env NODE_ENV=production A=b node app.js             => A=b NODE_ENV=production app.js
          ./node_modules/.bin/cross-env A=b nodemon ./bin/www       => A=b ./bin/www
          env A=b node app                                          => A=b app
          export A=b && node app.js                                 => A=b app.js
          set NODE_ENV=production&& node app.js                     => app.js
          node app.js -p $PORT ${NONE:-8} ${EMPTY:-9}$NONE "$PORT"  => app.js -p 80 8 9 80
          node app.js --x=$NONE                                     => app.js --x=
          nodemon                                                   => .
          nodemon --watch src -e js,json --delay 2 --inspect app.js => app.js
          nodemon --exec node ./app.js                              => ./app.js
          nodemon -x "node -r x" app.js y                           => (-r x) app.js y
          npx nodemon app.js                                        => app.js
          node-dev --respawn app.js                                 => app.js
          supervisor -w lib,views server.js                         => server.js
          forever start -l out.log app.js a                         => app.js a
          pm2 start app.js -i max --name web -- --quiet             => app.js --quiet
          pm2-runtime start bin/www                                 => bin/www
          node --jitless --max-old-space-size=4096 app.js           => (--jitless --max-old-space-size=4096) app.js
          node -r dotenv/config --require ./b app.js                => (-r dotenv/config --require ./b) app.js
          node --env-file=.env --env-file-if-exists .more app.js    => (--env-file=.env --env-file-if-exists .more) app.js
          nodemon --env-file=.env -r x app.js                       => (--env-file=.env -r x) app.js
          dotenv -e .env.local -- node app.js                       => (--env-file=.env.local) app.js
          env-cmd node app.js                                       => (--env-file-if-exists=.env) app.js
          npm run serve                                             => X=1 served.js
          yarn serve                                                => X=1 served.js
          cd server && node index.js                                => server/ index.js
          cd server && npm start                                    => server/ in-server
          npm start --prefix api                                    => api/ in-api
          npm run build && node dist/x.js                           => dist/x.js {it first runs "npm run build", which is left out}
          node app.js | pino-pretty                                 => app.js {what its output is piped to is left out}
          """)
  void findsWhatNodeRuns(String start, String expected) throws Exception {
    StartScript.Run run = Objects.requireNonNull(read(start));
    StringBuilder text = new StringBuilder();
    new TreeMap<>(run.variables()).forEach((name, value) -> text.append(name).append('=').append(value).append(' '));
    if (!run.options().isEmpty()) {
      text.append('(').append(String.join(" ", run.options())).append(") ");
    }
    if (!run.directory().equals(FOLDER)) {
      text.append(run.directory().getFileName()).append("/ ");
    }
    text.append(run.file());
    run.arguments().forEach(argument -> text.append(' ').append(argument));
    run.notes().forEach(note -> text.append(" {").append(note).append('}'));
    assertThat(text.toString().strip()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ts-node src/index.ts", "next start", "node", "npm run loop", "npm run none", "pm2 start ecosystem.config.js", "node $(cat x)",
        "node a.js & node b.js", "node app.js > log", "nodemon --exec babel-node app.js", "nest start", "concurrently 'node a'", "' node"
      })
  void tellsThatOthersAreNotForIt(String start) throws Exception {
    assertThat(read(start)).isNull();
  }

  @Test
  void refusesOptionsThatChangeWhatIsLoaded() {
    assertThatThrownBy(() -> read("node --experimental-default-type=module app.js"))
        .isInstanceOf(AppPathException.class).hasMessageContaining("node: --experimental-default-type is not supported");
  }
}
