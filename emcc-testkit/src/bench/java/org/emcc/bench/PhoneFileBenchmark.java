package org.emcc.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.emcc.core.Decoded;
import org.emcc.tftp.config.PhoneConfiguration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A phone's file of some 12 KB: made from Java values and written, and read, the latter against two rivals that read the same
 * bytes: a StAX reader that builds nothing, and JAXB that fills classes with a field for each element. The rivals
 * keep what may be kept: the factory, the context and the unmarshaller.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
public class PhoneFileBenchmark {
    private final byte[] bytes = PhoneFileSample.build(1).encode();
    private final PhoneConfiguration built = PhoneFileSample.build(1);
    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    private final XMLInputFactory woodstox = new WstxInputFactory();
    private final XMLInputFactory aware = hardened(XMLInputFactory.newDefaultFactory());
    private final XMLInputFactory awareWoodstox = hardened(new WstxInputFactory());
    private final JAXBContext context;
    private final Unmarshaller unmarshaller;
    private int number;

    /** Prepares the rivals and checks that all see the same file. */
    public PhoneFileBenchmark() {
        for (XMLInputFactory each : List.of(factory, woodstox)) {
            hardened(each).setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
            each.setProperty(XMLInputFactory.IS_COALESCING, true);
        }
        try {
            context = JAXBContext.newInstance(PhoneFileJaxb.class);
            unmarshaller = context.createUnmarshaller();
            if (bytes.length < 11_500 || bytes.length > 13_500) {
                throw new IllegalStateException("the file must have some 12 KB, but has " + bytes.length + " bytes");
            }
            PhoneFileJaxb bound = unmarshal();
            if (!PhoneConfiguration.decodeOrThrow(bytes).equals(built) || bound.leaves() != leaves()) {
                throw new IllegalStateException("JAXB must find " + leaves() + " texts, but found " + bound.leaves());
            }
        } catch (JAXBException | XMLStreamException e) {
            throw new IllegalStateException("the rivals must read the file", e);
        }
    }

    /** From Java values to bytes. */
    @Benchmark
    public byte[] buildAndWrite() {
        number = (number + 1) % 60_000;
        return PhoneFileSample.build(number).encode();
    }

    /** From Java values to the configuration. */
    @Benchmark
    public PhoneConfiguration build() {
        number = (number + 1) % 60_000;
        return PhoneFileSample.build(number);
    }

    /** From the configuration to bytes. */
    @Benchmark
    public byte[] write() {
        return built.encode();
    }

    /** From bytes to the configuration. */
    @Benchmark
    public Decoded<PhoneConfiguration> read() {
        return PhoneConfiguration.decode(bytes);
    }

    /** The JDK's reader alone: every event, name, attribute and text is looked at, and nothing is made of it. */
    @Benchmark
    public void staxAlone(Blackhole out) throws XMLStreamException {
        pass(factory, out);
    }

    /** The same with the parser that ours stands on. */
    @Benchmark
    public void woodstoxAlone(Blackhole out) throws XMLStreamException {
        pass(woodstox, out);
    }

    private void pass(XMLInputFactory parsers, Blackhole out) throws XMLStreamException {
        XMLStreamReader reader = parsers.createXMLStreamReader(new ByteArrayInputStream(bytes));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    out.consume(reader.getLocalName());
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        out.consume(reader.getAttributeLocalName(i));
                        out.consume(reader.getAttributeValue(i));
                    }
                }
                case XMLStreamReader.CHARACTERS -> out.consume(reader.getText());
                default -> out.consume(reader);
            }
        }
        reader.close();
    }

    /** JAXB: the same bytes into objects with a field for each element, by an unmarshaller that one thread keeps. */
    @Benchmark
    public PhoneFileJaxb jaxb() throws JAXBException {
        return unmarshal();
    }

    /** The same with a new unmarshaller for each file: one must not be used by several threads. */
    @Benchmark
    public PhoneFileJaxb jaxbAnew() throws JAXBException {
        return (PhoneFileJaxb) context.createUnmarshaller().unmarshal(new ByteArrayInputStream(bytes));
    }

    /** JAXB from a reader that refuses what ours refuses, as JAXB is to be used here; what may be kept is kept. */
    @Benchmark
    public PhoneFileJaxb jaxbHardened() throws JAXBException, XMLStreamException {
        XMLStreamReader reader = aware.createXMLStreamReader(new ByteArrayInputStream(bytes));
        return (PhoneFileJaxb) unmarshaller.unmarshal(reader);
    }

    /** The same with a factory and an unmarshaller for each file. */
    @Benchmark
    public PhoneFileJaxb jaxbHardenedAnew() throws JAXBException, XMLStreamException {
        XMLInputFactory own = hardened(XMLInputFactory.newDefaultFactory());
        XMLStreamReader reader = own.createXMLStreamReader(new ByteArrayInputStream(bytes));
        return (PhoneFileJaxb) context.createUnmarshaller().unmarshal(reader);
    }

    /** JAXB over the parser that ours stands on, and everything kept: the most that can be had of it. */
    @Benchmark
    public PhoneFileJaxb jaxbWoodstox() throws JAXBException, XMLStreamException {
        XMLStreamReader reader = awareWoodstox.createXMLStreamReader(new ByteArrayInputStream(bytes));
        return (PhoneFileJaxb) unmarshaller.unmarshal(reader);
    }

    private static XMLInputFactory hardened(XMLInputFactory own) {
        own.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        own.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return own;
    }

    private PhoneFileJaxb unmarshal() throws JAXBException {
        return (PhoneFileJaxb) unmarshaller.unmarshal(new ByteArrayInputStream(bytes));
    }

    /** How many elements and attributes have a text of their own. */
    private int leaves() throws XMLStreamException {
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        int leaves = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> leaves += reader.getAttributeCount();
                case XMLStreamReader.CHARACTERS -> leaves += reader.isWhiteSpace() ? 0 : 1;
                default -> {
                    // Nothing that counts.
                }
            }
        }
        return leaves;
    }
}
