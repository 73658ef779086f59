/** A module as a third party writes it: see docs/guide/modules.md. */
package com.example.textstats;
