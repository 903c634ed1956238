package org.emcc.core.audit;

import org.emcc.core.id.ServiceAddress;

/** Looks at nothing. */
final class NoProbe implements Probe {
    private static final Answer NOBODY = new Answer.NotTried("no probe looks at the network");

    @Override
    public Answer resolves(String cluster, ServiceAddress host) {
        return NOBODY;
    }

    @Override
    public Answer reaches(String cluster, ServiceAddress host, int port) {
        return NOBODY;
    }
}
