package org.emcc.tftp.internal.binding;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The root of a dial template, as JAXB wants it. */
@XmlRootElement(name = "dialTemplate")
@XmlType(propOrder = {"versionStamp", "rules"})
@XmlAccessorType(XmlAccessType.FIELD)
public final class DialTemplateDocument {
    @XmlElement
    @Nullable
    public String versionStamp;

    @XmlElement(name = "TEMPLATE")
    public final List<Rule> rules = new ArrayList<>();

    /** One rule. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Rule {
        @XmlAttribute
        @Nullable
        public String match;

        @XmlAttribute
        @Nullable
        public String timeout;

        @XmlAttribute
        @Nullable
        public String line;

        @XmlAttribute
        @Nullable
        public String rewrite;

        @XmlAttribute
        @Nullable
        public String tone;

        @XmlAttribute
        @Nullable
        public String user;
    }
}
