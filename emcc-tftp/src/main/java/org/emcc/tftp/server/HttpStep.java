package org.emcc.tftp.server;

import org.emcc.tftp.content.ContentName;

/** What comes of a request over HTTP: the source is asked, or there is an answer. */
sealed interface HttpStep permits HttpStep.Look, HttpReply {
    /** The source is to be asked. */
    record Look(ContentName name) implements HttpStep {}
}
