package org.emcc.core.em.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.emcc.core.internal.TimeLimit;
import org.emcc.core.internal.Transfers;

/** One request from its headers to its end, which comes once: by an answer, or because its body does not come. Thread-safe. */
final class UnderWay {
    private final HttpExchange exchange;
    private final Semaphore places;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.ARRIVING);
    private final Transfers transfers = new Transfers();

    /** Where a request stands. */
    private enum Stage {
        /** Its body has not all come. */
        ARRIVING,
        /** It is to be answered. */
        ARRIVED,
        /** It was answered, or its connection was closed. */
        ENDED
    }

    /**
     * A request.
     *
     * @param places where it gets its place, so that strangers take none of clusters
     */
    UnderWay(HttpExchange exchange, Semaphore places) {
        this.exchange = exchange;
        this.places = places;
    }

    Semaphore places() {
        return places;
    }

    HttpExchange exchange() {
        return exchange;
    }

    /** Notes that all of it is here; false when it was cut off before. */
    boolean arrived() {
        return stage.compareAndSet(Stage.ARRIVING, Stage.ARRIVED);
    }

    /** Reads its body or writes its answer, within a limit of time. */
    <T> T transfer(TimeLimit limit, TimeLimit.Work<T> work) throws IOException {
        return transfers.run(limit, work);
    }

    /**
     * Closes the connection when its body has not all come, or its answer is being written, or is just about to be; whoever does that is
     * told by an exception.
     */
    void cutOff() {
        stage.compareAndSet(Stage.ARRIVING, Stage.ENDED);
        transfers.cutOff(stage.get() == Stage.ENDED);
    }

    /** Takes the right to answer, which is given once. */
    boolean end() {
        return stage.compareAndSet(Stage.ARRIVED, Stage.ENDED);
    }
}
