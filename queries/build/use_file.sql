-- What is created from here on is in the file of the build. Read by: data/build.py.
USE store;
