package org.emcc.core.session;

/**
 * Which part of the Extension Mobility service numbers a code.
 *
 * <p>Source: emcc-behaviour 1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum ErrorOrigin {
    /** The web application that serves pages to phones: 201 to 216. */
    EM_APP,
    /** The service that does the work and answers applications: 0 to 47. */
    EM_SERVICE
}
