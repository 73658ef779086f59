/** The program of docs/guide/embedding.md. */
package com.example.shop;
