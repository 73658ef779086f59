package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import org.jspecify.annotations.Nullable;

/**
 * One decoded message of a client.
 *
 * @param id the client's request id, named in the reply
 * @param reply how the client expects the answer
 * @param database the database the command is for
 * @param body the command, empty when it could not be decoded
 * @param failure why the message could not be decoded, or null
 */
record WireRequest(int id, Reply reply, String database, Document body, @Nullable MongoServerError failure) {

  enum Reply {
    /** No answer: write concern 0, or an operation that never has one. */
    NONE,
    /** OP_MSG. */
    MESSAGE,
    /** OP_REPLY with the answer of a command as its only document. */
    DOCUMENT,
    /** OP_REPLY with the documents of the answer's cursor. */
    DOCUMENTS
  }

  boolean acknowledged() {
    return reply != Reply.NONE;
  }
}
