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

/** The root of {@code AppDialRules.xml}, as JAXB wants it. */
@XmlRootElement(name = "DialRules")
@XmlAccessorType(XmlAccessType.FIELD)
public final class DialRulesDocument {
    @XmlElement(name = "DialRule")
    public final List<Rule> rules = new ArrayList<>();

    /** One rule; named, because dial templates have rules too. */
    @XmlType(name = "appDialRule")
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Rule {
        @XmlAttribute(name = "BeginsWith")
        public @Nullable String beginsWith;

        @XmlAttribute(name = "NumDigits")
        public @Nullable String numDigits;

        @XmlAttribute(name = "DigitsToRemove")
        public @Nullable String digitsToRemove;

        @XmlAttribute(name = "PrefixWith")
        public @Nullable String prefixWith;
    }
}
