package org.emcc.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.StreamReader;

/**
 * The SIP codec against JAIN-SIP and pkts-sip, one thread, all in this virtual machine. Each row's libraries take turns, and its ratio is the median
 * over its rounds of the SDK's figure by that of the rival that is the best by median. Before anything is timed, all of them have to
 * tell the same of each message, and to write messages that say the same.
 */
final class SipMessages {
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 9;
    private static final double SECONDS = 0.25;
    private static final int IDS = 1024;
    private static final int PIPELINED = 100_000;
    /** The processor's time of this thread, so that others on the machine change less. Collections of garbage are not in it, for nobody. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    /** What a read of a socket brings. */
    private static final int PIECE = 8_000;

    private SipMessages() {}

    private interface Work {
        void on(SipCodec codec, int number) throws Exception;
    }

    static void run() throws Exception {
        List<SipCodec> codecs = List.of(new SipBySdk(), new SipByJain(), new SipByPkts());
        SipCodec.Ids[] ids = new SipCodec.Ids[IDS];
        Arrays.setAll(ids, SipCodec.Ids::of);
        byte[] invite = codecs.get(0).invite(ids[1]);
        byte[] register = codecs.get(0).register(ids[1]);
        for (SipCodec codec : codecs) {
            same(codec, invite, codec.invite(ids[1]));
            same(codec, register, codec.register(ids[1]));
        }
        Object[] values = new Object[SipCodec.VALUES];
        String bytes = " of %,d bytes".formatted(invite.length);
        row("read, INVITE" + bytes, codecs, (codec, number) -> codec.read(invite, values));
        row("generated, INVITE" + bytes, codecs, (codec, number) -> codec.invite(ids[number % IDS]));
        bytes = " of %,d bytes".formatted(register.length);
        row("read, REGISTER" + bytes, codecs, (codec, number) -> codec.read(register, values));
        row("generated, REGISTER" + bytes, codecs, (codec, number) -> codec.register(ids[number % IDS]));
        framing(invite, PIECE);
        framing(invite, Integer.MAX_VALUE);
    }

    /** The library tells of our message what ours tells of it, and ours tells of the library's what it tells of ours. */
    private static void same(SipCodec codec, byte[] ours, byte[] theirs) throws Exception {
        String wanted = told(new SipBySdk(), ours);
        for (String told : List.of(told(codec, ours), told(codec, theirs), told(new SipBySdk(), theirs))) {
            if (!told.equalsIgnoreCase(wanted)) {
                throw new IllegalStateException(codec.name() + " tells " + told + ", not " + wanted);
            }
        }
        SipMessage mine = SipMessage.decodeOrThrow(ours);
        SipMessage other = SipMessage.decodeOrThrow(theirs);
        if (mine.headers().size() != other.headers().size() || !Arrays.equals(mine.body(), other.body())) {
            throw new IllegalStateException(codec.name() + " writes something else:\n" + new String(theirs));
        }
    }

    private static String told(SipCodec codec, byte[] message) throws Exception {
        Object[] values = new Object[SipCodec.VALUES];
        codec.read(message, values);
        return Arrays.toString(values);
    }

    private static void row(String what, List<SipCodec> codecs, Work work) throws Exception {
        double[][] figures = new double[codecs.size()][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < codecs.size(); i++) {
                double seen = perSecond(codecs.get(i), work);
                figures[i][Math.max(round, 0)] = seen;
            }
        }
        StringBuilder line = new StringBuilder(what).append(", messages/s:");
        List<Integer> rivals = new ArrayList<>();
        for (int i = 0; i < codecs.size(); i++) {
            line.append(String.format(Locale.ROOT, " %s %,.0f", codecs.get(i).name(), Loops.median(figures[i])));
            if (i > 0) {
                rivals.add(i);
            }
        }
        int best = rivals.stream()
                .max(Comparator.comparingDouble(i -> Loops.median(figures[i])))
                .orElseThrow();
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, round -> figures[0][round] / figures[best][round]);
        Arrays.sort(ratios);
        line.append(String.format(
                Locale.ROOT,
                "; %.2f times %s (%.2f to %.2f)",
                Loops.median(ratios),
                codecs.get(best).name(),
                ratios[0],
                ratios[ROUNDS - 1]));
        System.out.println(line);
    }

    private static double perSecond(SipCodec codec, Work work) throws Exception {
        long begin = CLOCK.getCurrentThreadCpuTime();
        long end = begin + (long) (SECONDS * TimeUnit.SECONDS.toNanos(1));
        int count = 0;
        long now = begin;
        while (now < end) {
            for (int i = 0; i < 256; i++) {
                work.on(codec, count++);
            }
            now = CLOCK.getCurrentThreadCpuTime();
        }
        return count * 1e9 / (now - begin);
    }

    /** Messages one behind the other, in pieces of a size: what one costs among 100,000 by what it costs among 10,000. */
    private static void framing(byte[] message, int piece) {
        byte[] all = new byte[message.length * PIPELINED];
        for (int i = 0; i < PIPELINED; i++) {
            System.arraycopy(message, 0, all, i * message.length, message.length);
        }
        double[] many = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long few = 0;
            for (int i = 0; i < 10; i++) { // as long as the other, so that neither is spared a collection
                few += framed(all, PIPELINED / 10, message.length, piece);
            }
            long took = framed(all, PIPELINED, message.length, piece);
            many[Math.max(round, 0)] = PIPELINED * 1e9 / took;
            ratios[Math.max(round, 0)] = (double) took / few;
        }
        System.out.printf(
                Locale.ROOT,
                "framed, %,d pipelined messages in %s: %,.0f messages/s; one takes %.2f times as long as among %,d%n",
                PIPELINED,
                piece == Integer.MAX_VALUE ? "one piece" : "pieces of %,d bytes".formatted(piece),
                Loops.median(many),
                Loops.median(ratios),
                PIPELINED / 10);
    }

    private static long framed(byte[] all, int messages, int each, int piece) {
        long begin = CLOCK.getCurrentThreadCpuTime();
        StreamReader reader = new StreamReader();
        int count = 0;
        int length = messages * each;
        for (int at = 0; at < length; at += Math.min(piece, length - at)) {
            ByteBuffer in = ByteBuffer.wrap(all, at, Math.min(piece, length - at));
            for (Optional<StreamReader.Event> event = reader.next(in); event.isPresent(); event = reader.next(in)) {
                count += event.get() instanceof StreamReader.Received ? 1 : 0;
            }
        }
        if (count != messages || reader.isWithinMessage()) {
            throw new IllegalStateException("framed " + count + " messages of " + messages);
        }
        return CLOCK.getCurrentThreadCpuTime() - begin;
    }
}
