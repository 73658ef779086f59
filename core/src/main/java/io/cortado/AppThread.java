package io.cortado;

import io.cortado.node.worker.Seat;

/**
 * A thread beside an app's main one.
 *
 * @param seat what it finds where it begins
 * @param all the threads of its app
 * @param above what the one that has started it knows of its process
 */
record AppThread(Seat seat, AppThreads all, AppHost above) {}
