package org.emcc.tftp.internal.binding;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The root of {@code AppDialRules.xml}, as JAXB wants it. */
@XmlRootElement(name = "DialRules")
@XmlAccessorType(XmlAccessType.FIELD)
final class DialRulesDocument {
    @XmlElement(name = "DialRule")
    final List<Rule> rules = new ArrayList<>();

    /** One rule. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Rule {
        @XmlAttribute(name = "BeginsWith")
        @Nullable
        String beginsWith;

        @XmlAttribute(name = "NumDigits")
        @Nullable
        String numDigits;

        @XmlAttribute(name = "DigitsToRemove")
        @Nullable
        String digitsToRemove;

        @XmlAttribute(name = "PrefixWith")
        @Nullable
        String prefixWith;
    }
}
