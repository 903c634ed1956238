package org.emcc.testkit.phone;

import java.util.Optional;
import org.emcc.core.id.ServiceAddress;

/** How a phone fetches files. */
@FunctionalInterface
interface Downloads {
    /**
     * Fetches a file.
     *
     * @return its bytes; empty when the server says that it has none
     * @throws IllegalStateException when there is no answer of use; the message names server and file
     */
    Optional<byte[]> fetch(ServiceAddress server, String file);
}
