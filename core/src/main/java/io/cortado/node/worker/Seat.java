package io.cortado.node.worker;

/**
 * What a new thread finds where it begins. Any thread.
 *
 * @param id its number
 * @param boot what the thread that starts it has to say
 * @param control the port for what concerns the thread itself: it is up, it has failed, what it writes
 * @param mail {@code parentPort}'s port
 */
public record Seat(int id, Parcel boot, Port control, Port mail) {}
