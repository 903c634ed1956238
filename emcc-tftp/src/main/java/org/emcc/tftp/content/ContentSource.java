package org.emcc.tftp.content;

/**
 * Where the servers get files from. One source may stand under several servers and transports at once.
 *
 * <p><b>Concurrency.</b> Called on the threads of the servers, which serve everybody else too: calls may overlap, and a call that
 * would have to wait answers {@link ContentAnswer.Building} at once. <b>Failure.</b> An unchecked exception is an internal error:
 * the client is told to try again. <b>Durability.</b> None is asked for.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ContentSource {
    /**
     * Looks a file up.
     *
     * @param request what is asked for, and by whom
     * @return the answer
     */
    ContentAnswer find(ContentRequest request);
}
