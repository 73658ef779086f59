package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One decoded message of a client.
 *
 * @param id the client's request id, named in the reply
 * @param legacy true for an OP_QUERY handshake, answered with OP_REPLY
 * @param acknowledged false when the client asked for no reply (write concern 0)
 * @param database the database the command is for
 * @param body the command, empty when it could not be decoded
 * @param failure why the message could not be decoded, or null
 */
record WireRequest(
    int id, boolean legacy, boolean acknowledged, String database, Document body, @Nullable String failure) {}
