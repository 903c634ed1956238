package org.emcc.sip.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;
import org.emcc.core.session.RegionParameters;

/**
 * What the EMCC region parameters allow on a call of an EMCC phone. They stand above the regions of both parties, and have to be equal in all
 * clusters.
 *
 * <p>Source: sip 1.9 and 2.6; emcc-behaviour 5.1 and 6.5.
 *
 * @param parameters the three region parameters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record EmccRegion(RegionParameters parameters) {
    /**
     * An audio codec and the bit rate it counts with.
     *
     * @param name the name, 1 to 32 characters
     * @param kbps the rate of its payload in kbit/s, at least 1
     */
    public record AudioCodec(String name, int kbps) {
        /** G.729, the only one within the default limit. */
        public static final AudioCodec G729 = new AudioCodec("G.729", 8);

        /** iLBC, counted with the next whole rate of the vendor's lists (inferred). */
        public static final AudioCodec ILBC = new AudioCodec("iLBC", 16);

        /** iSAC, at its highest rate. */
        public static final AudioCodec ISAC = new AudioCodec("iSAC", 32);

        /** G.722. */
        public static final AudioCodec G722 = new AudioCodec("G.722", 64);

        /** G.711, of either law. */
        public static final AudioCodec G711 = new AudioCodec("G.711", 64);

        /**
         * Checks the parts.
         *
         * @param name the name
         * @param kbps the rate in kbit/s
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public AudioCodec {
            Require.text(name, "codec", 32);
            Require.range(kbps, "bit rate of a codec", 1, 100_000);
        }
    }

    /**
     * Checks that the parameters are given.
     *
     * @param parameters the three region parameters
     */
    public EmccRegion {
        Objects.requireNonNull(parameters, "parameters");
    }

    /**
     * The region of a cluster.
     *
     * @param parameters its feature parameters; what is not set has the product's default: 8 kbit/s, 384 kbit/s, low loss
     * @return the region
     */
    public static EmccRegion of(FeatureParameters parameters) {
        return new EmccRegion(RegionParameters.of(parameters));
    }

    /**
     * The codecs that a call may use: those within the audio bit rate, in the order given, but G.722 before iSAC where the link loses
     * little, and iSAC before G.722 where it loses much. That is the only difference of the two types that is documented.
     *
     * @param preferred codecs in the order of preference
     * @return an unmodifiable list; empty when none is within the limit
     */
    public List<AudioCodec> permitted(List<AudioCodec> preferred) {
        List<AudioCodec> within = new ArrayList<>(Require.list(preferred, "preferred").stream()
                .filter(codec -> codec.kbps() <= parameters.audioBitRate())
                .toList());
        AudioCodec first = parameters.linkLossType() == LinkLossType.LOW_LOSS ? AudioCodec.G722 : AudioCodec.ISAC;
        AudioCodec second = first.equals(AudioCodec.G722) ? AudioCodec.ISAC : AudioCodec.G722;
        int of = within.indexOf(first);
        int before = within.indexOf(second);
        if (before >= 0 && of > before) {
            within.set(before, first);
            within.set(of, second);
        }
        return List.copyOf(within);
    }

    /**
     * Whether a video call of a bit rate may be made.
     *
     * @param kbps the rate of video and audio together in kbit/s
     * @return false when it is above the limit, and always when the limit is 0
     */
    public boolean permitsVideo(int kbps) {
        return parameters.videoBitRate() > 0 && kbps <= parameters.videoBitRate();
    }

    /**
     * Where the region parameters of another cluster differ: audio may go one way only, and the RSVP Agent service toward it is off.
     *
     * @param own this cluster, for the message
     * @param other the other cluster, for the message
     * @param others its region parameters
     * @return a finding EMCC-FP-05 for each difference, or none
     */
    public List<RoutingFinding> differences(ClusterId own, ClusterId other, RegionParameters others) {
        Objects.requireNonNull(own, "own");
        Objects.requireNonNull(other, "other");
        List<RoutingFinding> found = new ArrayList<>();
        compare("EMCC Region Max Audio Bit Rate", parameters.audioBitRate(), others.audioBitRate(), own, other, found);
        compare(
                "EMCC Region Max Video Call Bit Rate",
                parameters.videoBitRate(),
                others.videoBitRate(),
                own,
                other,
                found);
        compare("EMCC Region Link Loss Type", parameters.linkLossType(), others.linkLossType(), own, other, found);
        return List.copyOf(found);
    }

    private static void compare(
            String what, Object mine, Object theirs, ClusterId own, ClusterId other, List<RoutingFinding> found) {
        if (!mine.equals(theirs)) {
            found.add(new RoutingFinding(
                    "EMCC-FP-05",
                    FindingSeverity.WARNING,
                    what + " is " + mine + " at " + own + " and " + theirs + " at " + other + ".",
                    "Make it equal in all clusters."));
        }
    }
}
