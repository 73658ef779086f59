package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;

/** Answers one kind of command. Runs on the server's thread. */
interface Command {
  Document run(Request request);
}
