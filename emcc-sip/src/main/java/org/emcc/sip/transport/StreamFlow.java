package org.emcc.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.emcc.sip.internal.Addresses;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.StreamReader;
import org.emcc.sip.message.Warning;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. It is read on the thread of its carrier, and written by whoever sends; what the socket does not take waits for that
 * thread. Source: RFC 3261 18.3, RFC 5626 4.4.1; sip 5.5.
 */
final class StreamFlow implements Flow {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFlow.class);

    /** How long the last bytes may take when a connection is closed; our choice. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final byte[] LINE_END = {'\r', '\n'};

    private final StreamCarrier carrier;
    private final @Nullable SocketChannel channel;
    private final InetSocketAddress local;
    private final InetSocketAddress peer;
    private final @Nullable TlsLayer tls;
    private final boolean accepted;
    private volatile @Nullable String why;

    // Confined to the thread of the carrier.
    private final StreamReader reader;
    private @Nullable SelectionKey key;
    private boolean told;
    /** Whether what still comes is thrown away, so that the other side gets our last answer and no reset of the connection. */
    private boolean draining;

    private final Object lock = new Object();
    // Guarded by the lock.
    private boolean ready;
    /** What waits until messages may be sent. */
    private final WaitingBytes early;
    /** What the socket did not take yet. */
    private final WaitingBytes waiting;

    private boolean ending;
    /** Whether all has been told of it, and it has the time of {@link #LINGER}. */
    private boolean lingering;

    private boolean released;
    private boolean greeted;
    private Instant last;
    private @Nullable Instant begun;
    private Instant watched = Instant.MAX;
    private Runnable unwatch = () -> {};

    /** One that was accepted, or that is being opened from here. */
    StreamFlow(
            StreamCarrier carrier,
            @Nullable SocketChannel channel,
            InetSocketAddress local,
            InetSocketAddress peer,
            @Nullable TlsLayer tls,
            boolean accepted) {
        this.carrier = carrier;
        this.channel = channel;
        this.local = local;
        this.peer = peer;
        this.tls = tls;
        this.accepted = accepted;
        this.reader = new StreamReader(carrier.limits().body());
        this.early = new WaitingBytes(carrier.limits().waitingBytes());
        this.waiting = new WaitingBytes(carrier.limits().waitingBytes());
        this.last = carrier.events().clock().instant();
    }

    @Override
    public String protocol() {
        return carrier.protocol();
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    boolean isAccepted() {
        return accepted;
    }

    /** Its socket, for tests; null where none could be opened. */
    @Nullable
    SocketChannel channel() {
        return channel;
    }

    @Override
    public List<Certificate> peerCertificates() {
        return tls == null ? List.of() : tls.peerCertificates();
    }

    @Override
    public Optional<String> whyClosed() {
        return Optional.ofNullable(why);
    }

    // ---- what others do

    @Override
    public void send(byte[] message) {
        try {
            synchronized (lock) {
                if (released || ending) {
                    LOG.debug("Lost {} bytes for {}, which is closed", message.length, peer);
                    return;
                }
                long held = (long) early.size() + waiting.size();
                if (held == 0 || held + message.length <= carrier.limits().waitingBytes()) {
                    write(message, false);
                    return;
                }
            }
            abort("The other side does not read what it is sent.");
        } catch (IOException e) {
            broken(e);
        }
    }

    /** Writes a message, or what this connection has to say on its own account. */
    private void write(byte[] bytes, boolean own) throws IOException {
        if (!ready) {
            early.add(ByteBuffer.wrap(bytes));
        } else if (tls == null) {
            put(ByteBuffer.wrap(bytes), own);
        } else {
            encrypt(tls, ByteBuffer.wrap(bytes), own);
        }
    }

    private boolean encrypt(TlsLayer layer, ByteBuffer bytes, boolean own) throws SSLException {
        synchronized (carrier.scratch()) {
            return layer.write(bytes, carrier.scratch(), record -> put(record, own));
        }
    }

    /** Gives bytes to the socket, and keeps what it does not take. */
    private void put(ByteBuffer bytes, boolean own) {
        if (waiting.isEmpty()) {
            try {
                if (channel != null) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                broken(e);
                return;
            }
        }
        if (!bytes.hasRemaining()) {
            return;
        }
        if (!own) {
            waiting.add(bytes);
        } else if (!waiting.addOwn(bytes)) {
            abort("The other side does not read what it is sent.");
            return;
        }
        interest(SelectionKey.OP_WRITE, true);
    }

    @Override
    public void close(String reason) {
        end(reason, false);
    }

    /** Closes without a last word: what waits is lost. */
    void abort(String reason) {
        end(reason, true);
    }

    private void end(String reason, boolean atOnce) {
        synchronized (lock) {
            if (why == null) {
                why = reason;
            }
            if (released || (ending && !atOnce)) {
                return;
            }
            ending = true;
            if (atOnce) {
                early.clear();
                waiting.clear();
            }
        }
        carrier.later(atOnce ? this::fall : this::wind);
    }

    private void broken(IOException e) {
        LOG.debug("The connection to {} failed", peer, e);
        abort("The connection failed: " + e.getMessage() + ".");
    }

    // ---- what the thread of the carrier does

    /** The first thing that happens to a connection. */
    void opening() {
        if (channel == null || why != null) {
            return;
        }
        try {
            key = carrier.register(channel, 0, this);
            look();
            if (channel.isConnected()) {
                connected();
            } else {
                key.interestOps(SelectionKey.OP_CONNECT);
            }
        } catch (IOException e) {
            broken(e);
        }
    }

    private void connected() throws IOException {
        interest(SelectionKey.OP_READ, true);
        if (tls == null) {
            ready();
        } else {
            tls.begin();
            // Nothing to read yet: a client writes first.
            carrier.net().clear().flip();
            decrypt(tls);
        }
    }

    private void ready() throws IOException {
        synchronized (lock) {
            ready = true;
            if (!early.isEmpty()) {
                byte[] first = new byte[early.size()];
                early.take().get(first);
                write(first, false);
            }
            if (!accepted) {
                rest();
            }
        }
    }

    void selected(int operations) {
        try {
            if ((operations & SelectionKey.OP_CONNECT) != 0 && channel != null && channel.finishConnect()) {
                interest(SelectionKey.OP_CONNECT, false);
                connected();
            }
            if ((operations & SelectionKey.OP_WRITE) != 0) {
                flush();
            }
            if ((operations & SelectionKey.OP_READ) != 0) {
                if (why == null) {
                    read();
                } else if (told) { // else it is about to be, and what is answered to the last of it still goes out
                    drain();
                }
            }
        } catch (SSLException e) {
            LOG.debug("TLS with {} failed", peer, e);
            lastWords();
            abort("TLS failed: " + e.getMessage() + ".");
        } catch (IOException e) {
            broken(e);
        }
    }

    private void flush() throws IOException {
        boolean done;
        synchronized (lock) {
            if (channel != null) {
                waiting.writeTo(channel);
            }
            if (waiting.isEmpty()) {
                interest(SelectionKey.OP_WRITE, false);
            }
            done = waiting.isEmpty() && ending;
        }
        if (done) {
            leave();
        }
    }

    private void read() throws IOException {
        ByteBuffer net = carrier.net().clear();
        if (tls != null) {
            tls.restore(net);
        }
        boolean more = channel != null && channel.read(net) >= 0;
        ByteBuffer bytes = net.flip();
        if (tls != null) {
            more &= decrypt(tls);
            bytes = carrier.plain();
        }
        frame(bytes);
        if (!more) {
            tell("The other side closed the connection.");
        }
    }

    private boolean decrypt(TlsLayer layer) throws IOException {
        ByteBuffer plain = carrier.plain().clear();
        boolean before = layer.isReady();
        boolean more = layer.read(carrier.net(), plain, new TlsLayer.Below() {
            @Override
            public boolean write() throws SSLException {
                synchronized (lock) {
                    return encrypt(layer, ByteBuffer.allocate(0), true);
                }
            }

            @Override
            public boolean mayWork() {
                return carrier.mayWork();
            }
        });
        plain.flip();
        if (!before && layer.isReady()) {
            ready();
        }
        if (layer.isPutOff()) {
            interest(SelectionKey.OP_READ, false);
            carrier.nextTurn(this);
        }
        return more;
    }

    /** The handshake was put off, so that others have their turn. */
    void goOn() {
        if (why == null) {
            interest(SelectionKey.OP_READ, true);
            selected(SelectionKey.OP_READ);
        }
    }

    private void frame(ByteBuffer bytes) throws IOException {
        boolean any = bytes.hasRemaining();
        boolean pinged = false;
        for (Optional<StreamReader.Event> event = reader.next(bytes);
                event.isPresent() && why == null;
                event = reader.next(bytes)) {
            if (event.get() instanceof StreamReader.Received received) {
                received(received.message());
            } else if (event.get() instanceof StreamReader.KeepAlive alive) {
                heard(false);
                pinged |= alive.isPing();
            } else if (event.get() instanceof StreamReader.Broken broken) {
                broken(broken);
            }
        }
        if (any && why == null) {
            if (pinged) {
                pong();
            }
            watch();
        }
    }

    private void received(Decoded<SipMessage> message) {
        heard(message.value().isPresent());
        if (tls != null) {
            tls.carried();
        }
        message.value()
                .ifPresentOrElse(
                        value -> carrier.events().received(this, value),
                        () -> LOG.debug("Dropped a message from {}: {}", peer, message.problems()));
    }

    /** Once for all pings of one read; whoever sent no message yet, or does not read, is not answered. */
    private void pong() throws IOException {
        synchronized (lock) {
            if (greeted && !ending && waiting.isEmpty()) {
                write(LINE_END, true);
            }
        }
    }

    private void broken(StreamReader.Broken broken) {
        broken.request()
                .filter(request -> !request.method().equals("ACK") && SipResponse.canAnswer(request))
                .ifPresent(request -> refuse(request, broken));
        draining = true;
        tell("The other side sent what no message begins with: " + broken.problem() + ".");
    }

    private void refuse(SipRequest request, StreamReader.Broken broken) {
        String reason = broken.status() == 513 ? "Message Too Large" : "Bad Request";
        // RFC 3261 8.2.7: who keeps no state makes the same tag for the same request.
        String tag = Integer.toHexString(request.callId().value().orElse("").hashCode()
                ^ request.vias().value().hashCode());
        String why = Require.clip(broken.problem().toString(), 200);
        send(SipResponse.answering(request, peer, broken.status(), reason, tag)
                .header("Warning", new Warning(399, Addresses.bracketed(local.getAddress()), why).toString())
                .build()
                .encode());
    }

    // ---- how long it may take

    /** Something whole has come. What is no message counts only for those who have sent one once. */
    private void heard(boolean isMessage) {
        synchronized (lock) {
            greeted |= isMessage;
            begun = null;
            if (greeted) {
                last = carrier.events().clock().instant();
            }
        }
    }

    private void watch() {
        synchronized (lock) {
            if (!reader.isWithinMessage()) {
                begun = null;
            } else if (begun == null) {
                begun = carrier.events().clock().instant();
            }
            // An earlier look finds out by itself that it is too early; so a connection on which all is well never
            // costs a timer anew.
            if (due().isBefore(watched)) {
                rest();
            }
        }
    }

    /** When this connection has taken too long. */
    private Instant due() {
        Instant whole = wholeDue();
        Instant message = messageDue();
        return message.isBefore(whole) ? message : whole;
    }

    private Instant messageDue() {
        return begun == null ? Instant.MAX : begun.plus(carrier.limits().message());
    }

    private Instant wholeDue() {
        StreamLimits limits = carrier.limits();
        if (accepted) {
            return last.plus(greeted ? limits.idle() : limits.firstMessage());
        }
        return ready ? Instant.MAX : last.plus(limits.connect());
    }

    private void rest() {
        if (isOver()) {
            return;
        }
        unwatch.run();
        watched = due();
        if (watched.equals(Instant.MAX)) {
            return;
        }
        unwatch =
                carrier.events().after(Duration.between(carrier.events().clock().instant(), watched), this::look);
    }

    /** Whether the time that it may take counts no longer: a look that was begun before must not undo what the end has ordered. */
    private boolean isOver() {
        return released || ending || lingering;
    }

    /** Looks whether it has taken too long; on any thread. */
    private void look() {
        String late;
        synchronized (lock) {
            if (isOver()) {
                return;
            }
            if (due().isAfter(carrier.events().clock().instant())) {
                rest();
                return;
            }
            late = messageDue().isBefore(wholeDue()) ? "A message was not complete in time." : lateAsAWhole();
        }
        close(late);
    }

    private String lateAsAWhole() {
        if (!accepted) {
            return "The connection did not come about in time.";
        }
        return greeted ? "The other side was silent for too long." : "No message came in time.";
    }

    // ---- how it ends

    /** No more will be told of this connection. What is answered to the last of it still goes out, until the owner closes it. */
    private void tell(String reason) {
        interest(SelectionKey.OP_READ, false);
        synchronized (lock) {
            if (why == null) {
                why = reason;
            }
        }
        if (told) {
            return;
        }
        told = true;
        linger();
        if (!carrier.isClosed()) {
            carrier.events().closed(this, Optional.ofNullable(why).orElse(reason));
        }
    }

    private void linger() {
        synchronized (lock) {
            lingering = true;
            unwatch.run();
            if (!released) {
                unwatch = carrier.events().after(LINGER, () -> abort("The other side does not read what it is sent."));
            }
        }
    }

    private void wind() {
        tell("Closed here.");
        lastWords();
        boolean done;
        synchronized (lock) {
            early.clear();
            done = waiting.isEmpty() && !released;
        }
        if (done) {
            leave();
        }
    }

    /** All is written. */
    private void leave() {
        if (!draining || channel == null) {
            release();
            return;
        }
        try {
            channel.shutdownOutput();
            interest(SelectionKey.OP_READ, true);
        } catch (IOException e) {
            LOG.debug("Cannot end the connection to {}", peer, e);
            release();
        }
    }

    private void drain() throws IOException {
        if (channel == null || channel.read(carrier.net().clear()) < 0) {
            release();
        }
    }

    private void lastWords() {
        if (tls == null) {
            return;
        }
        synchronized (lock) {
            if (released) {
                return;
            }
            tls.end();
            try {
                if (tls.hasLastWords()) {
                    encrypt(tls, ByteBuffer.allocate(0), true);
                }
            } catch (SSLException e) {
                LOG.debug("TLS with {} cannot be ended", peer, e);
            }
        }
    }

    private void fall() {
        tell("Closed here.");
        release();
    }

    /** The carrier is closed. */
    void depart() {
        lastWords();
        release();
    }

    /** The carrier can carry nothing any longer, and nobody has closed it. */
    void lose() {
        tell("The transport failed.");
        release();
    }

    /** Gives back what it holds; the second time there is nothing. */
    void release() {
        synchronized (lock) {
            if (released) {
                return;
            }
            if (why == null) {
                why = "The transport is closed.";
            }
            released = true;
            ending = true;
            early.clear();
            waiting.clear();
            unwatch.run();
        }
        carrier.gone(this);
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("Cannot close the connection to {}", peer, e);
        }
    }

    private void interest(int operation, boolean wanted) {
        SelectionKey current = key;
        if (current == null) {
            return;
        }
        try {
            int before = wanted ? current.interestOpsOr(operation) : current.interestOpsAnd(~operation);
            if (wanted && (before & operation) == 0) {
                carrier.wakeUp();
            }
        } catch (CancelledKeyException | ClosedSelectorException e) {
            LOG.trace("The connection to {} is closed already", peer, e);
        }
    }

    @Override
    public String toString() {
        return protocol() + " " + peer;
    }
}
