package org.emcc.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.TimeUnit;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one small message costs in the hardened reader, through which every message passes, and on its way out. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class XmlBenchmark {
    private static final String MESSAGE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<query><appInfo><appID>desk</appID><appCertificate>none</appCertificate></appInfo>"
            + "<deviceUserQuery><deviceName>SEP0011AABBCCDD</deviceName><deviceName>SEP0011AABBCCDE</deviceName>"
            + "</deviceUserQuery></query>";

    private final byte[] bytes = MESSAGE.getBytes(UTF_8);
    private final XmlNode.Element document;

    /** Reads the document that {@link #write} writes. */
    public XmlBenchmark() {
        try {
            document = Xml.read(bytes, Xml.Limits.MESSAGE, Xml.Doctype.REFUSED);
        } catch (XmlException e) {
            throw new IllegalStateException("the message of the benchmark must be readable", e);
        }
    }

    /** From bytes to the tree. */
    @Benchmark
    public XmlNode.Element read() throws XmlException {
        return Xml.read(bytes, Xml.Limits.MESSAGE, Xml.Doctype.REFUSED);
    }

    /** From the tree to text. */
    @Benchmark
    public String write() {
        return Xml.write(document);
    }
}
