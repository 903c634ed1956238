/** Phone configuration files and the service that hands them out. */
@org.jspecify.annotations.NullMarked
module org.emcc.tftp {
    requires static org.jspecify;
    requires transitive org.emcc.core;
    requires org.slf4j;
}
