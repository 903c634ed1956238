package org.emcc.testkit.phone;

import java.util.Optional;
import org.emcc.core.id.ServiceAddress;

/** How a phone fetches files. */
@FunctionalInterface
interface Downloads {
    /**
     * Fetches a file.
     *
     * @return the file; empty when the server says that it has none
     * @throws IllegalStateException when there is no answer of use; the message names server and file
     */
    Optional<Download> fetch(ServiceAddress server, String file);
}
