package org.emcc.architecture.bad.habits;

/** A name that says nothing, on a class that is open. */
public class PhoneManager {}
