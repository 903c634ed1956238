package org.emcc.core.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.emcc.core.id.ServiceAddress;

/** Looks from this machine, with the resolver and the routes that it has. */
final class ProbeFromHere implements Probe {
    private final Duration patience;

    ProbeFromHere(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Answer resolves(String cluster, ServiceAddress host) {
        try {
            InetAddress unused = InetAddress.getByName(host.host());
            return new Answer.Yes();
        } catch (UnknownHostException e) {
            return new Answer.No(host.host() + " does not resolve on the machine of the audit");
        }
    }

    @Override
    public Answer reaches(String cluster, ServiceAddress host, int port) {
        InetSocketAddress address = new InetSocketAddress(host.host(), port);
        if (address.isUnresolved()) {
            return new Answer.No(host.host() + " does not resolve on the machine of the audit");
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) patience.toMillis());
            return new Answer.Yes();
        } catch (SocketTimeoutException e) {
            return new Answer.No("nobody answered at " + host.host() + " port " + port + " within "
                    + patience.toMillis() + " ms, as seen from the machine of the audit");
        } catch (IOException e) {
            return new Answer.No("port " + port + " of " + host.host()
                    + " was refused or cannot be reached, as seen from the machine of the audit");
        }
    }

    @Override
    public String toString() {
        return "ProbeFromHere[" + patience + "]";
    }
}
